# The gradient of the config's own data; a config is left alone, and so is the folder.
nntrain gradcheck "$repository/configs/xor_relu.json"
nntrain gradcheck "$repository/configs/xor_relu.json" --json --set network.activation=prelu \
    --set 'loss={"type":"cross_entropy","label_smoothing":0.1,"class_weight":[2,1]}' \
    --set training.l1=0.01
nntrain gradcheck "$repository/configs/xor_relu.json" --set network.hidden=[] \
    --set network.init=zeros --set training.l1=0.01; echo "exit $?"
ls
